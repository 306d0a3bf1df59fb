/// Header fields about the way that a request takes: Via, Route, Record-Route and more.
@NullMarked
package dev.ringback.header.route;

import org.jspecify.annotations.NullMarked;
