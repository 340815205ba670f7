// An e-form's page at once: questions appear as answers ask for them, sums follow what is typed.
// Without this file the server does both when the page is sent.

function valuesOf(form, known) {
  const values = { ...known };
  for (const control of form.elements) {
    if (!control.name) continue;
    if (control.type === "radio") {
      if (control.checked) values[control.name] = control.value;
    } else if (control.type === "checkbox") {
      values[control.name] ??= [];
      if (control.checked) values[control.name].push(control.value);
    } else {
      values[control.name] = control.value;
    }
  }
  return values;
}

const same = (value, wanted) => String(value) === String(wanted);

// The few words of JSON Schema that conditions use; `at` is where in the answers they look.
function holds(schema, values, at) {
  if (schema.allOf) return schema.allOf.every((part) => holds(part, values, at));
  if (schema.anyOf) return schema.anyOf.some((part) => holds(part, values, at));
  const here = values[at];
  if (schema.properties) {
    return Object.entries(schema.properties).every(([name, inner]) =>
      holds({ ...inner, asked: true }, values, at ? (at.endsWith(".") ? at : at + ".") + name : name),
    );
  }
  if (schema.not && !schema.asked) return !holds(schema.not, values, at);
  if (here === undefined || here === null || here === "" || here.length === 0) return false;
  if (schema.not) return !holds(schema.not, values, at);
  if ("const" in schema) return same(here, schema.const);
  if (schema.enum) return schema.enum.some((each) => same(here, each));
  if (schema.contains) return [].concat(here).some((each) => same(each, schema.contains.const));
  return true;
}

function number(text) {
  const plain = String(text ?? "").replace(/[\s.]/g, "").replace(",", ".");
  return plain === "" ? NaN : Number(plain);
}

function computed({ how, of }, values) {
  const names = of.flatMap((name) => {
    const pattern = new RegExp(`^${name.replaceAll(".", "\\.").replace("\\.*\\.", "\\.\\d+\\.")}$`);
    return name.includes("*") ? Object.keys(values).filter((each) => pattern.test(each)) : [name];
  });
  if (how === "count") return values[`${of[0]}.count`] ?? "";
  const numbers = names.map((name) => number(values[name])).filter((each) => !Number.isNaN(each));
  if (!numbers.length || (how === "product" && numbers.length < names.length)) return "";
  const total = numbers.reduce((a, b) => (how === "sum" ? a + b : a * b));
  return total.toLocaleString("vi-VN");
}

function settle(form, known) {
  const values = valuesOf(form, known);
  // From top to bottom: an answer to a question that is hidden shows no other.
  form.querySelectorAll("[data-shown-when]").forEach((part) => {
    part.hidden = !holds(JSON.parse(part.dataset.shownWhen), values, part.dataset.around ?? "");
    if (part.hidden) part.querySelectorAll("[name]").forEach(({ name }) => delete values[name]);
  });
  form.querySelectorAll(".mc-questions").forEach((section) => {
    section.hidden = [...section.querySelectorAll(":scope > .mc-question")].every((part) => part.hidden);
  });
  form.querySelectorAll("[data-computed]").forEach((field) => {
    field.value = computed(JSON.parse(field.dataset.computed), values);
    values[field.name] = field.value;
  });
}

export function watchQuestions(scope) {
  scope.querySelectorAll("[data-answers]").forEach((block) => {
    const form = block.closest("form");
    const known = JSON.parse(block.dataset.answers);
    // Its presence tells the server that nothing appears while the page is filled in.
    block.querySelector('input[name="shown"]')?.remove();
    const again = () => settle(form, known);
    form.addEventListener("input", again);
    form.addEventListener("change", again);
    again();
  });
}
