/// Small user agents on the real stack that place, answer, cancel and end calls as their plans say.
@NullMarked
package dev.ringback.testkit.agent;

import org.jspecify.annotations.NullMarked;
