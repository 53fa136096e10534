// Fills a form in Firefox with the keyboard alone, pressing each button twice, and says as JSON what
// came of it. Arguments: the site's address, "on" or "off" (JavaScript), and the journey as JSON.
import puppeteer from "puppeteer-core";

const [site, javascript, said] = process.argv.slice(2);
const journey = JSON.parse(said);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: "/usr/bin/firefox-esr",
  protocolTimeout: 60_000,
  extraPrefsFirefox: { "javascript.enabled": javascript === "on" },
});
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
const faults = [], posts = [];
page.on("pageerror", (error) => faults.push(error.message));
page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));

async function tabTo(selector) {
  for (let stops = 0; stops < 90; stops++) {
    if (await page.evaluate((it) => document.activeElement.matches(it), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} cannot be reached with Tab`);
}

async function fill(name, value) {
  const type = await page.$eval(`[name=${name}]`, (field) => field.type);
  if (type === "checkbox") {
    await tabTo(`[name=${name}][value=${value}]`);
    await page.keyboard.press(" ");
  } else if (type === "radio") {
    await tabTo(`[name=${name}]`);
    await page.keyboard.press(" ");
    while (!(await page.$(`[name=${name}][value=${value}]:checked`))) await page.keyboard.press("ArrowDown");
  } else {
    await tabTo(`#${name}`);
    await page.keyboard.type(value);
  }
}

async function comeTo(heading) {
  const seen = () => page.$eval("h1", (h1) => h1.innerText).catch(() => "");
  for (const end = Date.now() + 60_000; (await seen()) !== heading; ) {
    if (Date.now() > end) throw new Error(`${heading} did not come, but ${await seen()}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

try {
  await page.goto(site + journey.path);
  const headings = [await page.$eval("h1", (h1) => h1.innerText)];
  for (const step of journey.steps) {
    for (const [name, value] of Object.entries(step.fields)) await fill(name, value);
    await tabTo("main form [type=submit]");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter").catch(() => {});  // the page may be gone
    await comeTo(step.heading);
    headings.push(step.heading);
  }
  const number = await page.$eval(".mk-reference", (it) => it.innerText);
  const focused = await page.evaluate(() => document.activeElement.tagName);
  const back = [];
  for (const heading of javascript === "on" ? headings.slice(0, -1).reverse() : []) {
    await page.evaluate(() => history.back());
    await comeTo(heading);
    back.push(await page.$$eval("main :checked, main input", (all) => all.map((one) => one.checked || one.value).filter(Boolean).length));
  }
  console.log(JSON.stringify({ number, focused, back, posts: posts.length, faults }));
} finally {
  await browser.close();
}
