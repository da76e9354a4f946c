// The preview's script: shows each new version in place, and tells why a block is here.
"use strict";

let version = null;
let on = false;

// Every new version takes the place of the one shown; the window stays where it was scrolled.
async function renew() {
  const answer = await fetch("/", { cache: "no-store" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = window.scrollY;
  document.title = fresh.title;
  for (const name of ["lang", "dir"]) {
    const value = fresh.documentElement.getAttribute(name);
    if (value === null) document.documentElement.removeAttribute(name);
    else document.documentElement.setAttribute(name, value);
  }
  for (const style of document.head.querySelectorAll("style")) style.remove();
  for (const style of fresh.head.querySelectorAll("style")) document.head.append(style);
  document.body.replaceWith(fresh.body);
  window.scrollTo(0, place);
  begin();
}

// "Why is this here?": by pointing, or with the button by the keys.
function begin() {
  const button = document.getElementById("dd-toggle");
  if (!button) return;
  turn(on);
  button.addEventListener("click", () => turn(!on));
  document.body.addEventListener("pointerover", (event) => tell(event.target));
  document.body.addEventListener("focusin", (event) => tell(event.target));
}

function turn(value) {
  on = value;
  document.body.classList.toggle("dd-on", on);
  document.getElementById("dd-toggle").setAttribute("aria-pressed", String(on));
  for (const block of document.querySelectorAll("[data-rule]")) {
    if (on) {
      block.setAttribute("tabindex", "0");
      block.setAttribute("aria-describedby", "dd-reason");
    } else {
      block.removeAttribute("tabindex");
      block.removeAttribute("aria-describedby");
    }
  }
  if (!on) document.getElementById("dd-reason").hidden = true;
}

function tell(target) {
  const reason = document.getElementById("dd-reason");
  const block = on && target instanceof Element ? target.closest("[data-rule]") : null;
  reason.hidden = block === null;
  if (block === null) return;
  const { rule, field, place } = block.dataset;
  const from = field ? `Field: ${field}` : "Derived from the whole document";
  reason.textContent = [`Rule: ${rule}`, from, place ? `At: ${place}` : ""].filter(Boolean).join("\n");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && on) turn(false);
});

const events = new EventSource("/events");
events.addEventListener("message", (event) => {
  if (version !== null && version !== event.data) renew();
  version = event.data;
});
begin();
