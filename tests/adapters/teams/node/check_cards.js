// Reads {"cards": [...], "lines": [...]} from standard input; writes what Microsoft's own library finds wrong with each
// card, and each line as CommonMark shows it.
const AdaptiveCards = require("adaptivecards/dist/adaptivecards.js");
const MarkdownIt = require("markdown-it");

const markdown = new MarkdownIt({ html: true, linkify: false });

function faults(content) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig({ actions: { maxActions: 6 } });
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  card.parse(content, context);
  const parsing = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
  const checking = card.validateProperties().validationEvents.map((event) => event.message);
  return [...parsing, ...checking];
}

function shown(text) {
  const html = markdown.render(text);
  const tags = [...html.matchAll(/<\/?([a-z0-9]+)/g)].map((found) => found[1]);
  const words = html
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
  return { tags: [...new Set(tags)], words };
}

const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify({ cards: input.cards.map(faults), lines: input.lines.map(shown) }));
