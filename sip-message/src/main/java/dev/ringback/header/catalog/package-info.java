/// All header fields that this library knows.
@NullMarked
package dev.ringback.header.catalog;

import org.jspecify.annotations.NullMarked;
