package dev.ringback.header;

import dev.ringback.text.Ascii;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The method of a request: RFC 3261 §7.1. Case matters. The well-known ones are one object each,
/// so that `==` finds them.
public final class Method {
    public static final Method ACK = new Method("ACK");
    public static final Method BYE = new Method("BYE");
    public static final Method CANCEL = new Method("CANCEL");
    public static final Method INFO = new Method("INFO");
    public static final Method INVITE = new Method("INVITE");
    public static final Method MESSAGE = new Method("MESSAGE");
    public static final Method NOTIFY = new Method("NOTIFY");
    public static final Method OPTIONS = new Method("OPTIONS");
    public static final Method PRACK = new Method("PRACK");
    public static final Method PUBLISH = new Method("PUBLISH");
    public static final Method REFER = new Method("REFER");
    public static final Method REGISTER = new Method("REGISTER");
    public static final Method SUBSCRIBE = new Method("SUBSCRIBE");
    public static final Method UPDATE = new Method("UPDATE");

    private static final List<Method> KNOWN =
            List.of(
                    INVITE, ACK, BYE, CANCEL, REGISTER, OPTIONS, PRACK, UPDATE, INFO, MESSAGE,
                    SUBSCRIBE, NOTIFY, REFER, PUBLISH);

    private static final @Nullable Method[] BY_SHAPE = byShape();

    private final String name;

    private Method(String name) {
        this.name = name;
    }

    /// No two of the well-known methods have both their first letter and their length in common.
    private static @Nullable Method[] byShape() {
        @Nullable Method[] methods = new Method[32 * 16];
        for (Method method : KNOWN) {
            methods[shape(method.name.charAt(0), method.name.length())] = method;
        }
        return methods;
    }

    private static int shape(int first, int length) {
        return (first & 31) << 4 | (length & 15);
    }

    /// The method with this name.
    ///
    /// @throws IllegalArgumentException if the name is no token
    public static Method of(String name) {
        for (int i = 0; i < KNOWN.size(); i++) {
            if (KNOWN.get(i).name.equals(name)) {
                return KNOWN.get(i);
            }
        }
        if (!Ascii.isToken(name)) {
            throw new IllegalArgumentException("no method: " + name);
        }
        return new Method(name);
    }

    /// The method whose name a range is that is known to be a token.
    public static Method of(byte[] bytes, int start, int end) {
        Method known = BY_SHAPE[shape(bytes[start], end - start)];
        return known != null && Ascii.equals(bytes, start, end, known.name)
                ? known
                : new Method(Ascii.text(bytes, start, end));
    }

    /// The name as it stands in the request line.
    public String name() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Method method && method.name.equals(name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
