package dev.ringback.store.kit;

import dev.ringback.location.LocationService;
import dev.ringback.location.MemoryLocation;

class MemoryKitTest extends LocationKit {
    @Override
    protected LocationService open() {
        return new MemoryLocation();
    }
}
