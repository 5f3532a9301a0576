// Saves a text as a file.

/** Saves `text` under `name`, as the browser saves a download. */
export function saveText(name: string, type: "image/svg+xml" | "text/plain", text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Later, because the browser reads the text only after it has handled the click.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
