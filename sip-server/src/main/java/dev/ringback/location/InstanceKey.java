package dev.ringback.location;

import dev.ringback.header.Parameters;
import org.jspecify.annotations.Nullable;

/// Which device a binding is of, and by which of its flows: RFC 5626 §6. It takes the place of the
/// contact address as the key of the binding where there is a `reg-id`.
///
/// @param instance the URN of the user agent, `+sip.instance` without its angle brackets
/// @param regId the number of the flow, `reg-id`, 1 to 2^31 - 1; -1 where the client names none
public record InstanceKey(String instance, int regId) {
    /// The key that the parameters of a Contact make; null for a client that names no instance.
    public static @Nullable InstanceKey of(Parameters parameters) {
        String instance = parameters.value("+sip.instance");
        if (instance == null || !instance.startsWith("<") || !instance.endsWith(">")) {
            return null;
        }
        String urn = instance.substring(1, instance.length() - 1);
        return new InstanceKey(urn, number(parameters.value("reg-id")));
    }

    private static int number(@Nullable String regId) {
        boolean digits = regId != null && regId.matches("[0-9]{1,10}");
        long number = digits ? Long.parseLong(regId) : -1;
        return number < 1 || number > Integer.MAX_VALUE ? -1 : (int) number;
    }

    /// Whether it is the key of one flow.
    public boolean ofFlow() {
        return regId > 0;
    }
}
