// Answers the guide in Firefox with the keyboard, sees the result, and goes back to the answers.
// Says as JSON what was seen. Arguments: the guide's address, "on" or "off" (JavaScript).
import puppeteer from "puppeteer-core";

const [guide, javascript] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: "/usr/bin/firefox-esr",
  protocolTimeout: 60_000,
  extraPrefsFirefox: { "javascript.enabled": javascript === "on" },
});
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
const faults = [], asked = [];
page.on("pageerror", (error) => faults.push(error.message));

async function press(selector, key, wait) {
  await page.focus(selector);
  await Promise.all([wait, page.keyboard.press(key)]);
}

try {
  await page.goto(guide, { waitUntil: "networkidle0" });
  const local = await page.$eval("[data-guide=lokalt]", (said) => !said.hidden);
  page.on("request", (request) => asked.push(request.method()));
  await press("#fyldt_18", " ");
  await press("#overskud", " ");
  const found = local ? page.waitForSelector("[data-guide=resultat] h1") : page.waitForNavigation();
  await press("form [type=submit]", "Enter", found);
  const result = await page.evaluate(() => ({
    heading: [...document.querySelectorAll("h1")].find((one) => one.offsetParent).innerText,
    cards: [...document.querySelectorAll(".mk-match")].filter((one) => one.offsetParent).length,
    focused: document.activeElement.tagName,
  }));
  const back = local ? page.waitForSelector("form", { visible: true }) : page.waitForNavigation();
  await press("[name=ret]", "Enter", back);
  const kept = await page.evaluate(() => document.querySelectorAll(":checked").length);
  console.log(JSON.stringify({ local, ...result, kept, asked, faults }));
} finally {
  await browser.close();
}
