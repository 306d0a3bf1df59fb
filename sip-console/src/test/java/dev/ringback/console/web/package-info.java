/// The page of the console, alone: its pure parts, its types, and what it does in a browser.
@NullMarked
package dev.ringback.console.web;

import org.jspecify.annotations.NullMarked;
