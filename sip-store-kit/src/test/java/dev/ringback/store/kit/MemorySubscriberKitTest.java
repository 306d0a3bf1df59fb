package dev.ringback.store.kit;

import dev.ringback.subscribers.MemorySubscriberStore;
import dev.ringback.subscribers.SubscriberStore;

class MemorySubscriberKitTest extends SubscriberKit {
    @Override
    protected SubscriberStore open() {
        return new MemorySubscriberStore();
    }
}
