// Writes the price file that Patchbay ships, from the npm package of the pinned version:
//
//     cd packaging/prices && npm ci && node write.mjs
//
// The file keeps the package's own shape, so that Patchbay reads newer data of the same project by
// the same code. What Patchbay does not charge by is left out: one model a line, so that a change of
// prices can be read.
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { waitForUpdate } from "@pydantic/genai-prices";

const home = new URL("node_modules/@pydantic/genai-prices/", import.meta.url);
const target = new URL("../../src/main/resources/dev/patchbay/ledger/", import.meta.url);
const charged = ["input_mtok", "cache_read_mtok", "cache_write_mtok", "output_mtok"];

const { name, version } = JSON.parse(readFileSync(new URL("package.json", home)));
const published = JSON.parse(
    execFileSync("npm", ["view", `${name}@${version}`, "time", "--json"], { encoding: "utf8" }));

// Nothing but `waitForUpdate` gives the whole list; without an update it is what the package holds.
const sellers = (await waitForUpdate()).map(trimmedSeller).filter((it) => it.models.length > 0);

writeFileSync(new URL("prices.json", target), text());
copyFileSync(new URL("LICENSE", home), new URL("prices-licence.txt", target));
console.log(`${sellers.length} services, ${sellers.flatMap((it) => it.models).length} models`);

function trimmedSeller({ id, api_pattern, fallback_model_providers, models }) {
    return { id, api_pattern, fallback_model_providers, models: models.flatMap(trimmedModel) };
}

function trimmedModel({ id, match, prices }) {
    const dated = Array.isArray(prices) ? prices : [{ prices }];
    const kept = dated.map((it) => ({ ...it, prices: trimmedPrices(it.prices) }));
    // Pictures, sound and vectors are charged by other measures; half a price is none. A variant that
    // is free has an empty one.
    const whole = (it) => it.prices.input_mtok !== undefined && it.prices.output_mtok !== undefined;
    if (!id.endsWith(":free") && !kept.every(whole)) {
        return [];
    }
    return [{ id, match, prices: Array.isArray(prices) ? kept : kept[0].prices }];
}

function trimmedPrices(prices) {
    return Object.fromEntries(charged.filter((it) => it in prices).map((it) => [it, prices[it]]));
}

function text() {
    const head = {
        source: `${name} ${version}`,
        asOf: published[version].slice(0, 10),
        licence: "MIT, Copyright (c) Pydantic Services Inc. 2025 to present; see prices-licence.txt",
    };
    const lists = sellers.map(({ models, ...seller }) => {
        const lines = models.map((it) => JSON.stringify(it)).join(",\n");
        return `${JSON.stringify(seller).slice(0, -1)},"models":[\n${lines}\n]}`;
    });
    return `${JSON.stringify(head).slice(0, -1)},"providers":[\n${lists.join(",\n")}\n]}\n`;
}
