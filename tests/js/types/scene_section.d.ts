// The shapes of the street section, beside those of the scene editor.  Read by tsc only; nothing of this is delivered.

/** A kind of strip, as app/meshes/street_section/strips.py has it. */
interface StripKind {
  name: string;
  title: string;
  width_m: number;
  top_m: number;
  colour: string;
  spacing_m: number;
  has_direction: boolean;
}
/** What is to be looked at in a section: a sentence, the rule behind it, and the strips it is about, from 0. */
interface SectionHint {
  id: string;
  kind: string;
  words: string;
  rule: string;
  strips: number[];
}
