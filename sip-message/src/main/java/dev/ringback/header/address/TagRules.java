package dev.ringback.header.address;

import dev.ringback.header.ParameterRules;
import dev.ringback.header.ValueShape;

/// What From and To have after their address. Which message needs a tag is not their matter.
final class TagRules {
    static final ParameterRules TAG =
            ParameterRules.NONE.with("tag", ValueShape.TOKEN, "RFC 3261 §25.1");

    private TagRules() {}
}
