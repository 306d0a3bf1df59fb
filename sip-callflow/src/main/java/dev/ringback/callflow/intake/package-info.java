/// What readers of captures and of HEP deliver, to whom, within which bounds, and the count of what
/// they leave out.
@NullMarked
package dev.ringback.callflow.intake;

import org.jspecify.annotations.NullMarked;
