import { expect, it } from "vitest";

import { versionOf } from "../../precache";

it("another page or manifest under the same names is another shell", () => {
  const files = ["/", "/assets/app-1.js", "/manifest.webmanifest"];
  const version = versionOf(files, ["<html>", "{}"]);
  expect(versionOf(files, ["<html>", "{}"])).toBe(version);
  expect(versionOf(files, ["<html lang>", "{}"])).not.toBe(version);
  expect(versionOf(files, ["<html>", '{"name":1}'])).not.toBe(version);
  expect(versionOf([...files, "/icon.svg"], ["<html>", "{}"])).not.toBe(version);
});
