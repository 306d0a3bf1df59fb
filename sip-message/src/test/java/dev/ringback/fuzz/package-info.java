/// What must hold for any octets: the bodies of the fuzz targets.
@NullMarked
package dev.ringback.fuzz;

import org.jspecify.annotations.NullMarked;
