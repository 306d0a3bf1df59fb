/// Header fields that tell calls, dialogs and the order in them.
@NullMarked
package dev.ringback.header.dialog;

import org.jspecify.annotations.NullMarked;
