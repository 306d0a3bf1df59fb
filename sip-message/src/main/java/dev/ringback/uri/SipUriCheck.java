package dev.ringback.uri;

import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import java.util.List;

/// What in a SIP URI departs from RFC 3261 §19.1 and §25.1.
final class SipUriCheck {
    private static final String COMPONENTS = "RFC 3261 §19.1.1";
    private static final String TABLE = "RFC 3261 §19.1.1 table 1";
    private static final String GRAMMAR = "RFC 3261 §25.1";

    private final SipUri uri;
    private final UriContext context;
    private final Remarks remarks;
    private final boolean multicast;
    private final boolean telephone;

    SipUriCheck(SipUri uri, UriContext context, Remarks remarks) {
        this.uri = uri;
        this.context = context;
        this.remarks = remarks;
        this.multicast = UriCheck.isMulticastOverUdp(uri);
        this.telephone = TelUri.of(uri) != null;
    }

    void check() {
        checkUserInfo();
        HostCheck.check(uri.hostText(), uri.hostStart(), remarks);
        if (uri.port() >= 0 && !context.permits(UriComponent.PORT)) {
            remarks.violation(portStart(), "a port is not allowed here", TABLE);
        }
        List<String> parameters = UriFields.split(uri.parametersText());
        remarks.duplicates(parameters, uri.parametersStart(), COMPONENTS);
        int at = uri.parametersStart() + 1;
        for (String field : parameters) {
            checkParameter(field, at);
            at += field.length() + 1;
        }
        checkHeaders();
    }

    private int portStart() {
        return uri.hostStart() + uri.hostText().length() + 1;
    }

    private void checkUserInfo() {
        int start = uri.secure() ? 5 : 4;
        String user = uri.userText();
        if (user == null) {
            return;
        }
        unescaped(user, start, Ascii.USER, "in the user");
        String password = uri.passwordText();
        if (password != null) {
            int at = start + user.length() + 1;
            remarks.advice(at, "a password in clear text", COMPONENTS);
            unescaped(password, at, Ascii.PASSWORD, "in the password");
        }
    }

    private void unescaped(String text, int offset, int mask, String where) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%' && !Ascii.is((byte) c, mask)) {
                remarks.violation(offset + i, c + " unescaped " + where, GRAMMAR);
            }
        }
    }

    private void checkParameter(String field, int at) {
        String name = UriFields.name(field);
        UriComponent component = UriComponent.parameter(name);
        if (!context.permits(component)) {
            remarks.violation(at, "parameter " + name + " is not allowed here", TABLE);
        }
        if (field.endsWith("=")) {
            remarks.violation(at, "parameter " + name + " has an empty value", GRAMMAR);
        }
        String value = Escapes.decode(UriFields.valueText(field));
        switch (component) {
            case TTL_PARAMETER -> checkTtl(value, at);
            case USER_PARAMETER -> checkUser(value, at);
            case TRANSPORT_PARAMETER -> checkTransport(value, at);
            case METHOD_PARAMETER -> token(name, value, at);
            case MADDR_PARAMETER -> {
                if (!HostSyntax.isHost(value)) {
                    remarks.violation(at, "maddr is no host", GRAMMAR);
                }
            }
            case LR_PARAMETER -> {
                if (!value.isEmpty()) {
                    remarks.violation(at, "lr has a value", GRAMMAR);
                }
            }
            case OTHER_PARAMETER, USER, PASSWORD, HOST, PORT, HEADERS -> {}
        }
    }

    private void checkTtl(String value, int at) {
        if (Ascii.decimal(value, 255) < 0 || value.length() > 3) {
            remarks.violation(at, "ttl is no number up to 255", GRAMMAR);
        }
        if (!multicast) {
            remarks.violation(at, "ttl without multicast over UDP", COMPONENTS);
        }
    }

    private void checkUser(String value, int at) {
        token("user", value, at);
        if (Ascii.lower(value).equals("phone") && !telephone) {
            remarks.violation(
                    at, "user=phone, but the user is no telephone-subscriber", COMPONENTS);
        }
    }

    private void checkTransport(String value, int at) {
        token("transport", value, at);
        if (uri.secure() && Ascii.lower(value).equals("udp")) {
            remarks.violation(at, "sips over UDP", COMPONENTS);
        }
    }

    private void token(String name, String value, int at) {
        if (!Ascii.isToken(value)) {
            remarks.violation(at, name + " is no token", GRAMMAR);
        }
    }

    private void checkHeaders() {
        if (uri.headersText().isEmpty()) {
            return;
        }
        if (!context.permits(UriComponent.HEADERS)) {
            remarks.violation(uri.headersStart(), "headers are not allowed here", TABLE);
        }
        int at = uri.headersStart() + 1;
        for (String field : UriFields.split(uri.headersText())) {
            token("header", UriFields.name(field), at);
            at += field.length() + 1;
        }
    }
}
