/// Calls as ladders: one model, and what draws it as text, SVG, Mermaid, a page and JSON. Whatever
/// a peer wrote is shown as text and does nothing else.
@NullMarked
package dev.ringback.callflow.draw;

import org.jspecify.annotations.NullMarked;
