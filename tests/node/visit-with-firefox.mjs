// Visits the site with Firefox: front page, programme, form, the form sent empty.
// Says as JSON what was seen. Arguments: the site's address, a form's path, "on" or "off" (JavaScript).
import puppeteer from "puppeteer-core";

const [site, form, javascript] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: "/usr/bin/firefox-esr",
  protocolTimeout: 60_000,
  extraPrefsFirefox: { "javascript.enabled": javascript === "on" },
});
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
const faults = [], strangers = [];
page.on("pageerror", (error) => faults.push(error.message));
page.on("request", (request) => request.url().startsWith(site) || strangers.push(request.url()));

async function open(path) {
  const response = await page.goto(site + path);
  return { status: response.status(), heading: await page.$eval("h1", (h1) => h1.innerText) };
}

// With JavaScript the form is answered in place; without it, by another page.
async function sendEmpty() {
  const answered = javascript === "on" ? page.waitForSelector(".mk-error-summary") : page.waitForNavigation();
  await page.focus("main form [type=submit]");
  await Promise.all([answered, page.keyboard.press("Enter")]);
}

try {
  const home = await open("/");
  const programme = await open(form.replace(/[^/]+\/$/, ""));
  const asked = await open(form);
  const sheet = await page.$eval("body", () => document.styleSheets[0].cssRules.length);
  await sendEmpty();
  const told = await page.evaluate(() => {
    const links = [...document.querySelectorAll(".mk-error-summary a")];
    return {
      errors: links.map((link) => link.innerText),
      lost: links.filter((link) => !document.getElementById(link.hash.slice(1))).length,
      focused: document.activeElement.className,
      scripted: !!document.querySelector(".mk-sending"),
    };
  });
  console.log(JSON.stringify({ home, programme, asked, sheet, ...told, faults, strangers }));
} finally {
  await browser.close();
}
