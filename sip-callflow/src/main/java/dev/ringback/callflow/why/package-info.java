/// Why a call ended as it did, told to people: causes of the core as data, and their words in
/// English and Chinese.
@NullMarked
package dev.ringback.callflow.why;

import org.jspecify.annotations.NullMarked;
