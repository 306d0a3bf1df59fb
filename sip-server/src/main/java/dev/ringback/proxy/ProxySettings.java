package dev.ringback.proxy;

import dev.ringback.overload.OverloadSettings;

/// The limits and switches of the proxy.
///
/// @param recurse whether it goes after the contacts of a redirection itself instead of passing the
///   redirection on, RFC 3261 §16.5
/// @param mostRedirected how many contacts of redirections it tries for one request
/// @param deepestRedirect how many redirections may follow one from another
/// @param mostBreadth the largest Max-Breadth that it lets pass, RFC 5393 §5.3.3
/// @param stateless whether it forwards without state, RFC 3261 §16.11
/// @param overload with whom overload is controlled; not without state
public record ProxySettings(
        boolean recurse,
        int mostRedirected,
        int deepestRedirect,
        int mostBreadth,
        boolean stateless,
        OverloadSettings overload) {
    private static final int MOST_REDIRECTED = 16;
    private static final int DEEPEST = 4;
    private static final int BREADTH = 60;

    /// What holds where nothing is configured.
    public static ProxySettings defaults() {
        return new ProxySettings(
                false, MOST_REDIRECTED, DEEPEST, BREADTH, false, OverloadSettings.off());
    }

    /// The same with recursion on or off.
    public ProxySettings withRecurse(boolean on) {
        return new ProxySettings(
                on, mostRedirected, deepestRedirect, mostBreadth, stateless, overload);
    }

    /// The same with or without state.
    public ProxySettings withStateless(boolean on) {
        return new ProxySettings(
                recurse, mostRedirected, deepestRedirect, mostBreadth, on, overload);
    }

    /// The same with overload control.
    public ProxySettings with(OverloadSettings control) {
        return new ProxySettings(
                recurse, mostRedirected, deepestRedirect, mostBreadth, stateless, control);
    }
}
