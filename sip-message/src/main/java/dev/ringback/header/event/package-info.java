/// Header fields of event notification, published state and INFO packages.
@NullMarked
package dev.ringback.header.event;

import org.jspecify.annotations.NullMarked;
