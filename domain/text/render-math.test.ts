// Which formulas are shown as formulas.
import { expect, test } from "vitest";
import { safeMathml } from "./render-math.ts";

test.each([
  ["<math><mi>x</mi></math>", "<math><mi>x</mi></math>"],
  [
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mspace width="1em"/><mo>&#x2212;</mo></math>',
    '<math display="block"><mspace width="1em"></mspace><mo>&#x2212;</mo></math>',
  ],
  [' <math><mi style="x" class="y" href="z" mathvariant="bold">x</mi></math>\n', '<math><mi mathvariant="bold">x</mi></math>'],
])("%s is written anew", (given, kept) => {
  expect(safeMathml(given)).toBe(kept);
});

test.each([
  "",
  "x",
  "<math><mi>x</math></mi>",
  "<math><mi>x</mi>",
  "<math></math><math></math>",
  "<mi>x</mi>",
  "<math><math></math></math>",
  "<math><script>x</script></math>",
  "<math><annotation-xml>x</annotation-xml></math>",
  "<math><mi>a & b</mi></math>",
  "<math><mi>&nbsp;</mi></math>",
  "<math><!-- x --></math>",
  "<math><![CDATA[x]]></math>",
  "<math><mi title='x'>x</mi></math>",
  "<MATH></MATH>",
  "<math><mi>x</mi></math>tail",
])("%s is refused", (given) => {
  expect(safeMathml(given)).toBeUndefined();
});
