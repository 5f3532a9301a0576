// Writes the generated parts of a document, and the tables in them. Pure: text in, text out.

/** Sections that can be generated, by the name in their markers. */
export type Sections = { readonly [name: string]: () => string };

const MARKED = /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** The names of the sections that a document has markers for. */
export function markersIn(document: string): string[] {
  return [...document.matchAll(/<!-- generated: ([\w-]+) -->/g)].map(([, name]) => name as string);
}

/** A document with every marked section rewritten. @throws RangeError for a marker without end or with an unknown name */
export function regenerate(document: string, sections: Sections): string {
  const written: string[] = [];
  const after = document.replace(MARKED, (_all, start: string, name: string, end: string) => {
    const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
    if (section === undefined) throw new RangeError(`there is no generated section "${name}"`);
    written.push(name);
    return `${start}\n${section()}\n\n${end}`;
  });
  const unended = markersIn(document).filter((name) => !written.includes(name));
  if (unended.length > 0) throw new RangeError(`no end of the generated section ${unended.join(", ")}`);
  return after;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A table of words with their meanings. Each row has an anchor: `prefix` and the word. */
export function meanings(head: string, words: Readonly<Record<string, string>>, prefix = ""): string {
  return table(
    [head, "means"],
    Object.entries(words).map(([word, meaning]) => [anchored(word, prefix), meaning]),
  );
}

export function code(name: string): string {
  return `\`${name}\``;
}

/** A name that a link can lead to. */
export function anchored(name: string, prefix = ""): string {
  return `<a id="${prefix}${name}"></a>${code(name)}`;
}

/** A number with a space between its thousands, from five digits on. */
export function grouped(value: number): string {
  return value < 10_000 ? String(value) : String(value).replace(/\B(?=(\d{3})+$)/g, " ");
}
