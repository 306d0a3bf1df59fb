package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A telephone number as a URI: RFC 3966. Immutable.
///
/// A number is global, with a `+` before its digits, or local to a context that its parameter
/// `phone-context` names; a local number without context is no `TelUri`. The order of parameters
/// (§3) and the form of their values are read leniently; [UriCheck] tells what departs from them.
public final class TelUri implements Uri {
    static final String ISUB = "isub";
    static final String EXT = "ext";
    static final String CONTEXT = "phone-context";

    private static final int SCHEME = "tel:".length();
    private static final String SEPARATORS = "-.()";

    private final String text;
    private final int numberEnd;

    private TelUri(String text, int numberEnd) {
        this.text = text;
        this.numberEnd = numberEnd;
    }

    /// Reads a text that is a URI of this scheme, or null where RFC 3966 §3 does not allow it.
    static @Nullable TelUri read(String text) {
        int semicolon = text.indexOf(';');
        int end = semicolon < 0 ? text.length() : semicolon;
        String parameters = text.substring(end);
        boolean good = isNumber(text.substring(SCHEME, end)) && areParameters(parameters);
        boolean global = good && text.charAt(SCHEME) == '+';
        String context = good ? UriFields.findText(parameters, CONTEXT) : null;
        return good && (global || (context != null && !context.isEmpty()))
                ? new TelUri(text, end)
                : null;
    }

    /// Whether a text is the digits of a global number, with their `+`, or of a local one.
    private static boolean isNumber(String number) {
        boolean global = number.startsWith("+");
        boolean any = false;
        for (int i = global ? 1 : 0; i < number.length(); i++) {
            char c = number.charAt(i);
            boolean digit = global ? isDigit(c) : isLocalDigit(c);
            if (!digit && SEPARATORS.indexOf(c) < 0) {
                return false;
            }
            any |= digit;
        }
        return any;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLocalDigit(char c) {
        return c == '*' || c == '#' || Ascii.is((byte) c, Ascii.HEX);
    }

    /// Whether a text is the digits of a global number with their `+`: §3 `global-number-digits`.
    static boolean isGlobalNumber(String number) {
        return number.startsWith("+") && isNumber(number);
    }

    /// Whether a text is digits and separators: §3 `1*phonedigit`.
    static boolean isExtension(String digits) {
        return !digits.isEmpty() && digits.chars().allMatch(c -> isPhoneDigit((char) c));
    }

    private static boolean isPhoneDigit(char c) {
        return isDigit(c) || SEPARATORS.indexOf(c) >= 0;
    }

    private static boolean areParameters(String parameters) {
        int start = 0;
        while (start < parameters.length()) {
            int semicolon = parameters.indexOf(';', start + 1);
            int end = semicolon < 0 ? parameters.length() : semicolon;
            if (!isParameter(parameters.substring(start + 1, end))) {
                return false;
            }
            start = end;
        }
        return true;
    }

    private static boolean isParameter(String field) {
        int equals = field.indexOf('=');
        String name = equals < 0 ? field : field.substring(0, equals);
        boolean named = !name.isEmpty() && name.chars().allMatch(TelUri::isNameCharacter);
        if (!named || equals < 0) {
            return named;
        }
        String value = field.substring(equals + 1);
        boolean subaddress = Ascii.lower(name).equals(ISUB);
        return !value.isEmpty()
                && value.chars().allMatch(c -> isValueCharacter((byte) c, subaddress));
    }

    private static boolean isNameCharacter(int c) {
        return c == '-' || Character.isLetterOrDigit(c);
    }

    /// Escapes are known to be whole. A subaddress may have every character of a URI, `uric`.
    private static boolean isValueCharacter(byte c, boolean subaddress) {
        return c == '%'
                || Ascii.is(c, Ascii.URI_PARAMETER)
                || (subaddress && "/?:@&=+$,".indexOf(c) >= 0);
    }

    /// The number that is the user of a SIP URI, or null when the user is none: RFC 3261 §19.1.6.
    /// The parameter `user` is not asked for; [SipUri#telephone] asks.
    public static @Nullable TelUri of(SipUri uri) {
        String user = uri.userText();
        return user != null && Uri.parse("tel:" + unescaped(user)) instanceof TelUri tel
                ? tel
                : null;
    }

    /// What had to be escaped to stand in a user only, as it was. `@` is no character of a
    /// parameter's value but in a subaddress.
    private static String unescaped(String user) {
        StringBuilder subscriber = new StringBuilder(user.length());
        for (String part : user.split(";", -1)) {
            boolean subaddress = Ascii.lower(part).startsWith(ISUB + '=');
            String plain = subaddress ? ":[]#@" : ":[]#";
            subscriber.append(subscriber.isEmpty() ? "" : ";").append(Escapes.undo(part, plain));
        }
        return subscriber.toString();
    }

    @Override
    public String scheme() {
        return "tel";
    }

    /// Whether the number is global: a `+` and digits.
    public boolean global() {
        return text.charAt(SCHEME) == '+';
    }

    /// The number as written, with its separators: `+1-201-555-0123`.
    public String number() {
        return text.substring(SCHEME, numberEnd);
    }

    /// The number to compare and dial: without separators, letters in lower case, `+12015550123`.
    public String digits() {
        return withoutSeparators(number());
    }

    private static String withoutSeparators(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            if (SEPARATORS.indexOf(number.charAt(i)) < 0) {
                digits.append(number.charAt(i));
            }
        }
        return Ascii.lower(digits.toString());
    }

    /// Number and parameters as written: §3 `telephone-subscriber`.
    public String subscriber() {
        return text.substring(SCHEME);
    }

    /// The parameters as written, each with its semicolon before it; empty when there are none.
    public String parametersText() {
        return text.substring(numberEnd);
    }

    /// The names of the parameters in lower case, in their order.
    public List<String> parameterNames() {
        return UriFields.names(parametersText());
    }

    /// The value of a parameter, unescaped; empty for one without value, null when it is not
    /// there. Names are compared in any case.
    public @Nullable String parameter(String name) {
        return UriFields.find(parametersText(), name);
    }

    /// The context of a local number, to compare: a domain name in lower case, or the first digits
    /// of global numbers, with `+` and without separators. Null when there is none.
    public @Nullable String phoneContext() {
        String context = parameter(CONTEXT);
        return context == null ? null : comparableContext(context);
    }

    private static String comparableContext(String context) {
        if (isGlobalNumber(context)) {
            return withoutSeparators(context);
        }
        boolean rooted = context.length() > 1 && context.endsWith(".");
        return Ascii.lower(rooted ? context.substring(0, context.length() - 1) : context);
    }

    /// The ISDN subaddress, unescaped, or null: §5.2.
    public @Nullable String subaddress() {
        return parameter(ISUB);
    }

    /// The extension behind a private exchange as written, or null: §5.3.
    public @Nullable String extension() {
        return parameter(EXT);
    }

    /// The names of the parameters that begin with `m-`, in lower case: whoever does not know all
    /// of them must not use the URI, §5.4.
    public List<String> mandatoryParameters() {
        return parameterNames().stream().filter(name -> name.startsWith("m-")).toList();
    }

    /// Whether the parameters stand in the order of §3: `isub` or `ext`, then `phone-context`, then
    /// the others by name.
    public boolean ordered() {
        List<String> names = parameterNames();
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(ORDER);
        return names.equals(sorted);
    }

    private static final Comparator<String> ORDER =
            Comparator.comparingInt(TelUri::rank).thenComparing(Comparator.naturalOrder());

    private static int rank(String name) {
        return switch (name) {
            case ISUB -> 0;
            case EXT -> 1;
            case CONTEXT -> 2;
            default -> 3;
        };
    }

    /// This URI in lower case and with its parameters in order, so that equivalent URIs are more
    /// often alike where they are compared as text: RFC 3261 §19.1.6. Separators stay.
    public TelUri canonical() {
        List<String> fields = UriFields.split(parametersText());
        fields.sort(Comparator.comparing(UriFields::name, ORDER));
        StringBuilder canonical = new StringBuilder("tel:").append(Ascii.lower(number()));
        for (String field : fields) {
            canonical.append(';').append(Ascii.lower(Escapes.normal(field)));
        }
        return new TelUri(canonical.toString(), numberEnd);
    }

    /// The SIP URI of this number at a gateway, with `user=phone`: RFC 3261 §19.1.6. The subscriber
    /// is made [#canonical] first, and what may not stand in a user is escaped.
    ///
    /// @param secure whether the scheme is `sips`
    /// @param host a host name or address
    /// @param port 1 to 65535, or -1 for none
    /// @throws IllegalArgumentException if the host or port is none
    public SipUri toSip(boolean secure, String host, int port) {
        return SipUri.of(secure, null, host, port)
                .withUserText(Escapes.escapeMore(canonical().subscriber(), Ascii.USER))
                .withParameter("user", "phone");
    }

    /// Whether both are the same number: §4. Separators, case and the order of parameters do not
    /// count. A parameter that only one of them has makes them different.
    @Override
    public boolean equivalent(Uri other) {
        return other instanceof TelUri tel
                && tel.digits().equals(digits())
                && (tel.parametersText().equals(parametersText())
                        || tel.comparable().equals(comparable()));
    }

    private Map<String, List<String>> comparable() {
        Map<String, List<String>> values = new TreeMap<>();
        for (String field : UriFields.split(parametersText())) {
            String name = UriFields.name(field);
            String value = Ascii.lower(Escapes.comparable(UriFields.valueText(field)));
            String comparable =
                    switch (name) {
                        case CONTEXT -> comparableContext(value);
                        case EXT -> isExtension(value) ? withoutSeparators(value) : value;
                        default -> value;
                    };
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(comparable);
        }
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TelUri uri && uri.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
