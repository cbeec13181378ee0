"use strict";
// Everything works without this script: it adds copy buttons, showing passwords, and a switch between light and dark.
(() => {
  const THEME = "dp_theme";
  const root = document.documentElement;

  // Before the first paint, so that a chosen theme does not flash.
  const chosen = document.cookie.split("; ").find((pair) => pair.startsWith(THEME + "="));
  if (chosen === THEME + "=dark" || chosen === THEME + "=light") {
    root.dataset.theme = chosen.slice(THEME.length + 1);
  }

  const announce = (text) => {
    const region = document.getElementById("announcer");
    if (region) {
      region.textContent = "";
      setTimeout(() => { region.textContent = text; }, 50);
    }
  };

  const isDark = () =>
    (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  const switchTheme = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = THEME + "=" + root.dataset.theme + "; Path=/; Max-Age=31536000; SameSite=Lax" + secure;
    announce(root.dataset.theme === "dark" ? "Dark colours" : "Light colours");
  };

  const textOf = (source) =>
    source.dataset.value ?? ("value" in source ? source.value : source.textContent);

  const copyText = async (source) => {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(textOf(source));
      return;
    }
    // Plain http on another host than localhost has no clipboard object.
    if ("select" in source) {
      source.select();
    } else {
      getSelection().selectAllChildren(source);
    }
    document.execCommand("copy");
  };

  const onCopy = async (button) => {
    try {
      await copyText(document.getElementById(button.dataset.copy));
      announce("Copied");
      button.classList.add("copied");
      const label = button.firstChild;
      const isText = label.nodeType === Node.TEXT_NODE && label.textContent.trim() === "Copy";
      if (isText) {
        label.textContent = "Copied";
      }
      setTimeout(() => {
        button.classList.remove("copied");
        if (isText) {
          label.textContent = "Copy";
        }
      }, 2000);
    } catch {
      announce("Copying failed. Select the text and copy it.");
    }
  };

  const onReveal = (button) => {
    const input = document.getElementById(button.dataset.reveal);
    const show = input.type === "password";
    input.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", String(show));
    button.firstChild.textContent = show ? "Hide" : "Show";
  };

  // Nobody allows access by a click that was meant for the page before. The button looks and is reached as always.
  const delayConsent = () => {
    const shown = performance.now();
    for (const button of document.querySelectorAll(".decision button[name=decision][value=allow]")) {
      button.addEventListener("click", (event) => {
        if (performance.now() - shown < 500) {
          event.preventDefault();
        }
      });
    }
  };

  const wire = (attribute, action) => {
    for (const button of document.querySelectorAll("[" + attribute + "]")) {
      button.hidden = false;
      button.addEventListener("click", () => action(button));
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    wire("data-copy", onCopy);
    wire("data-reveal", onReveal);
    wire("data-theme-toggle", switchTheme);
    delayConsent();
    const errors = document.querySelector("[data-focus]");
    if (errors) {
      errors.focus();
    }
  });
})();
