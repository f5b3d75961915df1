// Passwords: argon2id, a few at a time, the same work whether an account exists or not; and which ones are refused.
import { hash, parseOptions, verify } from "@node-rs/argon2";
import { AppError, tooMany } from "#domain/errors.ts";

/** Equivalent to OWASP's recommendation of 2024: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
const ARGON2ID = 2;
/** Each hash takes 19 MiB and a thread for some 30 ms: more at once would starve everything else. */
const AT_ONCE = 4;
const WAITING_MOST = 200;
const BYTES_MOST = 1024;

/** Of the right form and cost, and no password leads to it: salt and hash are zeros. */
const DUMMY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${"A".repeat(22)}$${"A".repeat(43)}`;

/** Lets `atOnce` works run at the same time and `waitingMost` wait, first come first served; further ones are refused with `too_many`. */
export function makeQueue(atOnce: number, waitingMost: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running++;
    else if (waiting.length >= waitingMost) throw tooMany(10);
    else await new Promise<void>((begin) => waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
const inTurn = makeQueue(AT_ONCE, WAITING_MOST);

/** The stored form (PHC string) of a password, which is taken in Unicode NFC so that all keyboards agree. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFC"), COST));
}

/** Whether this is the password. Without a stored one the same work is done, and the answer is no. */
export function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const typed = password.normalize("NFC");
  if (Buffer.byteLength(typed) > BYTES_MOST) return Promise.resolve(false);
  return inTurn(async () => (await verify(stored ?? DUMMY, typed)) && Boolean(stored));
}

/** Whether a stored password was hashed at another cost than today's. */
export function needsRehash(stored: string): boolean {
  const { algorithm, memoryCost, timeCost, parallelism, outputLen } = parseOptions(stored);
  const kept = { memoryCost, timeCost, parallelism, outputLen };
  return algorithm !== ARGON2ID || (Object.keys(COST) as (keyof typeof COST)[]).some((part) => kept[part] !== COST[part]);
}

/** Refuses (`password_common`) what stands on lists of guesses, and what anybody knows of the person: `known` are their names and address. */
export function refuseCommon(password: string, known: string[]): void {
  const typed = fold(password);
  const mine = known.flatMap((text) => [fold(text), fold(text.split("@", 1)[0] ?? "")]);
  if (mine.includes(typed) || mine.includes(bare(typed)) || isCommon(typed)) throw new AppError("invalid", "password_common");
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, "");

/** Letters that are often written as signs. */
const signs: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };
const plainLetters = (text: string): string => text.replaceAll(/[013457@$!]/g, (sign) => signs[sign] ?? sign);

/** Without the digits and signs around it. */
const bare = (text: string): string => text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "");

function isCommon(typed: string): boolean {
  const guesses = [typed, bare(typed), plainLetters(typed), plainLetters(bare(typed))];
  return guesses.some((guess) => common.has(guess)) || isRun(typed) || isRepeated(typed);
}

/** Only digits and signs that follow each other, or a stretch of a row of keys. */
function isRun(typed: string): boolean {
  return rows.some((row) => row.includes(typed) || [...row].reverse().join("").includes(typed));
}

/** A short piece over and over: aaaaaaaaaa, 121212121212, abcabcabcabc, passwordpassword. */
function isRepeated(typed: string): boolean {
  const [, piece = ""] = /^(.+?)\1+$/u.exec(typed) ?? [];
  return piece !== "" && (piece.length <= 4 || common.has(plainLetters(piece)));
}

const rows = [
  "01234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
  "1234567890qwertyuiop",
  "qwertyuiop1234567890",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "qazwsxedcrfvtgbyhnujmikolp",
  "zaq12wsxcde34rfvbgt5",
  "zaq1xsw2cde3vfr4bgt5",
  "йцукенгшщзхъфывапролджэячсмитьбю",
];

/** The heads of the public lists of leaked passwords: those of ten characters and more, and the words the rest are made of by putting digits and signs around. */
const common = new Set(
  `password passwort passwords passw0rd passwordone mypassword thepassword newpassword oldpassword passwordpassword password1password
  motdepasse contrasena contraseña senha parola wachtwoord haslo parool salasana jelszo heslo lozinka sifre пароль пароли
  welcome welcometo welcomehome willkommen bienvenue bienvenido benvenuto letmein letmeinnow letmeinplease changeme changemenow changeit
  changethis pleasechange default temporary temppassword temppass secret secrets topsecret mysecret trustno trustnoone nothing whatever
  qwerty qwertz azerty qwertyqwerty qwertyui qwertyuiop asdfgh asdfghjkl asdfasdf asdfjkl zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc qweasd
  qweasdzxc qweqwe qwaszx zaqwsx abc abcd abcde abcdef abcabc abcdefg abcdefgh abcdefghi abcdefghij aabbcc aabbccdd
  admin administrator adminadmin administrador root rootroot superuser supervisor sysadmin operator master webmaster manager system server
  computer internet network database login loginlogin user username useruser guest test tester testtest testing test1test demo sample example
  iloveyou iloveu iloveyousomuch iloveyoubaby iloveme ilovemyself ilovehim iloveher ilovegod ilovejesus lovely loveyou loveme lovelove truelove
  forever foreverlove loverboy lovergirl babygirl babyboy sweetheart sweetie sweety beautiful gorgeous princess princesa princess1a prince
  sunshine sunflower moonlight starlight rainbow butterfly blueberry strawberry cherry chocolate cookie cookies cupcake banana orange apple
  pineapple watermelon cheese pepper ginger coffee football footballer soccer baseball basketball basket hockey volleyball cricket tennis
  swimming snowboard skateboard liverpool liverpoolfc manchester manchesterunited manutd chelsea chelseafc arsenal arsenalfc barcelona
  realmadrid juventus bayern dortmund benfica celtic rangers yankees cowboys steelers lakers packers eagles patriots raiders
  dragon dragons dragonball monkey monkeys tiger tigers tigger lion panther elephant dolphin dolphins kitten kitty hellokitty puppy horses
  eagle falcon phoenix spider wolf wolves shark snoopy garfield scooby pokemon pikachu charizard naruto sasuke onepiece digimon minecraft
  roblox fortnite callofduty counterstrike warcraft worldofwarcraft starcraft leagueoflegends playstation nintendo supermario zelda xbox
  superman batman spiderman ironman wonderwoman wolverine catwoman deadpool avengers starwars skywalker lukeskywalker darthvader startrek
  matrix terminator godzilla gandalf frodo hobbit harrypotter hogwarts dumbledore hermione voldemort jamesbond sherlock rockstar rockyou
  metallica nirvana slipknot linkinpark greenday blink eminem beatles thebeatles elvis shakira rihanna beyonce justinbieber onedirection
  michael michaeljackson michaeljordan jordan jordanair jessica jennifer ashley amanda daniel danielle charlie jonathan alexander alexandra
  christian christopher christina christine stephanie elizabeth nicholas benjamin samantha patrick patricia anthony andrea andrew matthew
  joshua joseph robert thomas william richard nicole michelle melissa victoria veronica isabella gabriel gabriela sebastian francisco
  alejandro alejandra valentina fernando rodrigo mohammed muhammad mustafa abdullah ibrahim natasha vladimir katherine margaret maxwell
  america americano american england germany deutschland australia canada mexico brazil brasil colombia argentina philippines pakistan india
  indonesia malaysia vietnam china newyork newyorkcity losangeles chicago california florida texas london paris berlin hamburg istanbul
  january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
  spring summer autumn winter summertime springtime wintertime sommer herbst fruehling
  fuckyou fuckyoubitch fuckoff fuckthis motherfucker asshole bullshit bitch sexy sexygirl sexsex pussy badboy badgirl bigboy playboy hotgirl
  jesus jesuschrist jesuslovesme godisgood godisgreat blessed blessing heaven angel angels angelica lucifer satan
  freedom liberty peace hope faith faithhope happy happiness happyday birthday happybirthday goodluck lucky luckycharm success money moneymoney
  family mylife mybaby myself mother father mommy daddy mamapapa mummy grandma sister brother bestfriend friends friendsforever children
  killer hunter ranger soldier warrior fighter samurai ninja pirate cowboy gangster hacker hackerman password_ mustang mercedes ferrari porsche
  corvette camaro harley harleydavidson yamaha kawasaki honda toyota chevrolet diamond silver golden platinum crystal emerald
  access accessdenied security secure private letthemin opensesame abracadabra hocuspocus correcthorsebatterystaple correcthorse
  google facebook yahoo hotmail gmail linkedin myspace twitter instagram whatsapp microsoft windows windowsxp samsung iphone android linux
  ubuntu cisco oracle ncc1701 blahblah blahblahblah asdf1234 a1b2c3 a1b2c3d4 a1b2c3d4e5 1a2b3c4d5e aa123456 aa12345678 a123456789 q123456789
  1234567890a 123456789a 123456789q 12345678910 1234554321 0987654321 9876543210 123123123 1231231234 112233445566 11223344556677 147258369
  1472583690 159753258 159357 741852963 789456123 789456123a 1357924680 2468013579 3141592654 3141592653 0123456789 00112233 1122334455
  5544332211 123321123321 1qazxsw23edc 1qaz1qaz 1q2w3e4r 1q2w3e4r5t q1w2e3r4t5 zaq12wsx zaq1zaq1 1234qwer 1234qwerasdf qwer1234 qwerasdf
  qwerasdfzxcv qwe123 qwe123qwe 123qweasd 123qweasdzxc asd123 asdasd asdasdasd zxczxc zxcvbnmasdfghjkl poiuytrewq mnbvcxz lkjhgfdsa
  interleaf reading readinggroup readingcircle bookclub library`
    .split(/\s+/)
    .map(fold),
);
