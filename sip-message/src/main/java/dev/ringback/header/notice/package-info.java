/// Header fields for people and operators: reasons, warnings, subjects, software.
@NullMarked
package dev.ringback.header.notice;

import org.jspecify.annotations.NullMarked;
