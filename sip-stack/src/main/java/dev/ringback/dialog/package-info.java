/// Dialogs: RFC 3261 §12. Pure.
@NullMarked
package dev.ringback.dialog;

import org.jspecify.annotations.NullMarked;
