// Answers each line of stdin, rules and many answers, with what js/regler.js says of each of them.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import vm from "node:vm";

const browser = vm.createContext({});
vm.runInContext(readFileSync(process.argv[2], "utf-8"), browser);

for await (const line of createInterface({ input: process.stdin })) {
  const { rules, answers } = JSON.parse(line);
  process.stdout.write(JSON.stringify(answers.map((one) => browser.holdAgainst(rules, one))) + "\n");
}
