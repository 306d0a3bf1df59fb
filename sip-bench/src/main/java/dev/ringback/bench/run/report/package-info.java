/// What was measured, and how it is shown: a table, a JSON document, a picture.
@NullMarked
package dev.ringback.bench.run.report;

import org.jspecify.annotations.NullMarked;
