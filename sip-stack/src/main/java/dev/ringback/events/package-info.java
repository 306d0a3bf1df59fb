/// What event packages tell: presence (RFC 3863), waiting messages (RFC 3842), dialogs (RFC 4235).
/// Pure.
@NullMarked
package dev.ringback.events;

import org.jspecify.annotations.NullMarked;
