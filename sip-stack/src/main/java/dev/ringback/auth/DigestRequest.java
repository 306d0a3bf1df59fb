package dev.ringback.auth;

import dev.ringback.header.Method;
import dev.ringback.header.security.Credentials;
import dev.ringback.uri.Uri;
import java.util.List;

/// What a [DigestServer] judges: a request's credentials and what they must be good for.
///
/// @param realm the realm in which the user must be known
/// @param method the request's method
/// @param requestUri the request's target
/// @param credentials the values of Authorization or Proxy-Authorization, in order
/// @param source where it came from
public record DigestRequest(
        String realm,
        Method method,
        Uri requestUri,
        List<Credentials> credentials,
        SourceNetwork source) {}
