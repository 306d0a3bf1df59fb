/// The INVITE usage of a dialog: sessions from the first INVITE to the last BYE. RFC 3261 §9, §13
/// to §15, RFC 3262, RFC 3311, RFC 4028. Pure.
@NullMarked
package dev.ringback.session;

import org.jspecify.annotations.NullMarked;
