// Files made with docx (npm): `node docx.mjs cases.json`, a list of {target, image, words, …}.
import { readFileSync, writeFileSync } from "node:fs";
import {
  AlignmentType, Document, ExternalHyperlink, FootnoteReferenceRun, HeadingLevel, ImageRun,
  Packer, Paragraph, Table, TableCell, TableRow, TextRun, VerticalMergeType, WidthType,
} from "docx";

for (const c of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const w = c.words;
  const text = (key, more = {}) => new TextRun({ text: w[key], rightToLeft: c.rtl, ...more });
  const para = (children, more = {}) => new Paragraph({ children, bidirectional: c.rtl, ...more });
  const heading = (n) => new Paragraph({
    children: [new TextRun(w[`h${n}`])], heading: HeadingLevel[`HEADING_${n}`], bidirectional: c.rtl,
  });
  const items = (rows, instance) => rows.map(([key, level]) =>
    para([text(key)], { numbering: { reference: "un", level, instance } }));
  const cell = (key, more = {}) => new TableCell({ children: [para([text(key)])], ...more });
  const table = new Table({
    width: { size: 9000, type: WidthType.DXA },
    rows: [
      new TableRow({ tableHeader: true, children: [cell("t1"), cell("t2"), cell("t3")] }),
      new TableRow({ children: [cell("t4", { columnSpan: 3 })] }),
      new TableRow({ children: [cell("t5", { rowSpan: 2 }), cell("t6"), cell("t7")] }),
      new TableRow({ children: [cell("t8"), cell("t9")] }),
    ],
  });
  const document = new Document({
    numbering: { config: [{ reference: "un", levels: c.levels.map((level, n) => ({
      level: n, format: level.form, text: level.text, alignment: AlignmentType.START,
      style: { paragraph: { indent: { left: 567 * (n + 1), hanging: 567 } } },
    })) }] },
    footnotes: Object.fromEntries([["note", 1], ["note2", 2]].map(([key, n]) =>
      [n, { children: [para([text(key)])] }])),
    sections: [{ children: [
      heading(1),
      para([text("plain"), text("bold", { bold: true, boldComplexScript: true }), text("between"),
        text("italic", { italics: true, italicsComplexScript: true }), text("end"),
        new FootnoteReferenceRun(1)]),
      heading(2), ...items(c.list, 1), para([text("after")]), ...items(c.again, 2),
      heading(3), table,
      new Paragraph({ children: [new ImageRun({
        type: "png", data: readFileSync(c.image), transformation: { width: 160, height: 120 },
        altText: { title: "I", description: w.alt, name: "I" },
      })] }),
      para([text("see"),
        new ExternalHyperlink({ children: [text("link", { style: "Hyperlink" })], link: c.link }),
        text("stop"), new FootnoteReferenceRun(2)]),
    ] }],
  });
  writeFileSync(c.target, await Packer.toBuffer(document));
}
