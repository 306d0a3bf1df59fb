/// Does what routing has decided: resolves a route into targets or an answer, and sees it through.
/// Pure.
@NullMarked
package dev.ringback.routing.act;

import org.jspecify.annotations.NullMarked;
