// From start to ready: on an empty data folder, and on one that holds an evening's work; beside Next alone with the same build.
import { type Bench, type Figure, figure, type Goal } from "./figure.ts";
import { inTurns, median, timed } from "./measure.ts";
import { type Engine, startBare, startEvening, startProduct, withEngines } from "./programs.ts";

/**
 * Whoever starts Interleaf for the first time waits for it at a console: fifteen seconds is what one waits before doubting.
 * A restart (an update, a power cut) interrupts people who are reading: eight seconds is a short break. On two busy cores both
 * take about a third of that, so that a slower machine keeps the promise too.
 */
const goals = { cold: { most: 15 }, warm: { most: 8 } } satisfies Record<string, Goal>;
const TURNS = 5;

/** Seconds from start until /readyz says yes, on each engine. */
export const measureStart: Bench = (say) =>
  withEngines(say, async (engines) => {
    const warm: Awaited<ReturnType<typeof prepareWarm>>[] = [];
    try {
      for (const engine of engines) warm.push(await prepareWarm(engine));
      const systems: Record<string, () => Promise<number>> = { next: startNext };
      engines.forEach((engine, index) => {
        systems[`cold ${engine.name}`] = () => startCold(engine);
        systems[`warm ${engine.name}`] = async () => warm[index]?.restart() ?? Number.NaN;
      });
      const taken = await inTurns({ turns: TURNS, minutes: 10 }, systems);
      say(`${TURNS} starts of each`);
      const seconds = (name: string) => median(taken[name] ?? []) / 1000;
      const against = seconds("next");
      return engines.flatMap(({ name }): Figure[] => [
        figure({
          what: `first start, ${name} (against Next alone)`,
          value: seconds(`cold ${name}`),
          unit: "s",
          against,
          goal: goals.cold,
        }),
        figure({
          what: `start again, ${name} (against Next alone)`,
          value: seconds(`warm ${name}`),
          unit: "s",
          against,
          goal: goals.warm,
        }),
      ]);
    } finally {
      for (const { end } of warm) await end();
    }
  });

async function startNext(): Promise<number> {
  const began = performance.now();
  const bare = await startBare("bare-next.ts");
  const took = performance.now() - began;
  await bare.stop();
  return took;
}

async function startCold(engine: Engine): Promise<number> {
  const databaseUrl = await engine.makeDatabase();
  const began = performance.now();
  const server = await startProduct(databaseUrl);
  const took = performance.now() - began;
  await server.stop();
  return took;
}

/** A server that was stopped as an operator would, with a group, two members and a book; to be started again and again. */
async function prepareWarm(engine: Engine): Promise<{ restart: () => Promise<number>; end: () => Promise<void> }> {
  const { server } = await startEvening(engine);
  await server.stop("keep");
  return {
    async restart() {
      const took = await timed(server.start);
      await server.stop("keep");
      return took;
    },
    end: () => server.stop(),
  };
}
