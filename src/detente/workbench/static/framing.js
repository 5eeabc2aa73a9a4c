"use strict";
// The page of an answer is as high as what it holds, so that nothing scrolls in two places.
function fitted(frame) {
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    if (!inside || !inside.body) return;
    const fit = () => (frame.style.height = `${Math.max(400, inside.documentElement.scrollHeight + 4)}px`);
    fit();
    new ResizeObserver(fit).observe(inside.body);
  });
}
