// FNC1, the separator inside a scanned label, is shown as a sign and handed on as chr 29.
const FNC1 = "\x1d";
const SIGN = "\u241d";
const BEGINS_AS_SCAN = /^(\][A-Za-z][0-9]|[0-9]{2})/;
const SPELLED = /<GS>|\{GS\}/g;

function shown(text) {
  return text.replaceAll(FNC1, SIGN);
}

function meant(text) {
  const plain = BEGINS_AS_SCAN.test(text) ? text.replace(SPELLED, FNC1) : text;
  return plain.replaceAll(SIGN, FNC1);
}

function typeAtCaret(input, letter) {
  const start = input.selectionStart ?? input.value.length;
  const end = input.selectionEnd ?? start;
  input.setRangeText(letter, start, end, "end");
}

function isSeparatorKey(event) {
  return event.key === FNC1 || (event.ctrlKey && (event.key === "]" || event.code === "BracketRight"));
}

function isTyping(element) {
  const inside = element?.shadowRoot?.activeElement ?? element;
  return Boolean(inside) && (inside.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(inside.tagName));
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const form = parentElement.querySelector("form");
  const input = parentElement.querySelector("input");
  parentElement.querySelector("label").textContent = data.label;
  parentElement.querySelector("button").textContent = data.button;
  input.placeholder = data.placeholder;

  // Only a new answer replaces what stands in the field: a rerun must not undo half a word.
  if (form.dataset.answered !== data.value) {
    form.dataset.answered = data.value;
    input.value = shown(data.value);
  }
  if (!form.dataset.opened) {
    form.dataset.opened = "yes";
    input.focus({ preventScroll: true });
    input.select();
  }

  input.onkeydown = (event) => {
    if (isSeparatorKey(event)) {
      event.preventDefault();
      typeAtCaret(input, SIGN);
    }
  };
  input.oninput = () => {
    if (input.value.includes(FNC1)) {
      const caret = input.selectionStart;
      input.value = shown(input.value);
      input.setSelectionRange(caret, caret);
    }
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    if (input.value.trim()) {
      setTriggerValue("asked", meant(input.value));
      input.select();
    }
  };

  const focusBySlash = (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
        && !isTyping(document.activeElement)) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  };
  document.addEventListener("keydown", focusBySlash);
  return () => document.removeEventListener("keydown", focusBySlash);
}
