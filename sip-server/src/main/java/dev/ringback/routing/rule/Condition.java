package dev.ringback.routing.rule;

import dev.ringback.header.HeaderName;
import dev.ringback.routing.Network;
import dev.ringback.routing.RoutingRequest;
import java.util.List;
import java.util.stream.Collectors;

/// What a rule wants of a request. What lists several values wants one of them.
public sealed interface Condition {
    /// Whether the request has it.
    boolean holds(RoutingRequest request);

    /// What the request has instead, for [dev.ringback.routing.Step.RuleSkipped].
    String found(RoutingRequest request);

    /// One of these methods.
    ///
    /// @param names the methods, as they are written in requests
    record Methods(List<String> names) implements Condition {
        /// Copies the list.
        public Methods {
            names = List.copyOf(names);
        }

        @Override
        public boolean holds(RoutingRequest request) {
            return names.contains(request.method());
        }

        @Override
        public String found(RoutingRequest request) {
            return request.method();
        }

        @Override
        public String toString() {
            return "method: " + String.join(", ", names);
        }
    }

    /// A user part of the Request-URI that the expression matches.
    ///
    /// @param expression the expression
    record User(Expression expression) implements Condition {
        @Override
        public boolean holds(RoutingRequest request) {
            return expression.in(request.user());
        }

        @Override
        public String found(RoutingRequest request) {
            return request.user();
        }

        @Override
        public String toString() {
            return "user: " + expression;
        }
    }

    /// A Request-URI in one of these domains, or with one of these hosts.
    ///
    /// @param names the domains, lower case
    record Domain(List<String> names) implements Condition {
        /// Copies the list.
        public Domain {
            names = List.copyOf(names);
        }

        @Override
        public boolean holds(RoutingRequest request) {
            return names.contains(found(request));
        }

        @Override
        public String found(RoutingRequest request) {
            String domain = request.domain();
            return domain == null ? request.host() : domain;
        }

        @Override
        public String toString() {
            return "domain: " + String.join(", ", names);
        }
    }

    /// A source address in one of these networks.
    ///
    /// @param networks the networks
    record Sources(List<Network> networks) implements Condition {
        /// Copies the list.
        public Sources {
            networks = List.copyOf(networks);
        }

        @Override
        public boolean holds(RoutingRequest request) {
            return networks.stream().anyMatch(n -> n.contains(request.source().address()));
        }

        @Override
        public String found(RoutingRequest request) {
            return request.source().address().getHostAddress();
        }

        @Override
        public String toString() {
            return networks.stream()
                    .map(Network::toString)
                    .collect(Collectors.joining(", ", "source: ", ""));
        }
    }

    /// A header field of which the expression matches some line.
    ///
    /// @param name the field
    /// @param expression the expression
    record Header(HeaderName name, Expression expression) implements Condition {
        @Override
        public boolean holds(RoutingRequest request) {
            return request.message().values(name).stream().anyMatch(expression::in);
        }

        @Override
        public String found(RoutingRequest request) {
            List<String> values = request.message().values(name);
            return values.isEmpty() ? "no " + name : String.join(", ", values);
        }

        @Override
        public String toString() {
            return "header: " + name + ": " + expression;
        }
    }

    /// A user of ours that is registered, or that is not. Who is none of ours is not registered.
    ///
    /// @param wanted which of both
    record Registered(boolean wanted) implements Condition {
        @Override
        public boolean holds(RoutingRequest request) {
            return request.registered() == wanted;
        }

        @Override
        public String found(RoutingRequest request) {
            return Boolean.toString(request.registered());
        }

        @Override
        public String toString() {
            return "registered: " + wanted;
        }
    }

    /// A sender who has proved by digest to be a user of ours, or who has not.
    ///
    /// @param wanted which of both
    record Authenticated(boolean wanted) implements Condition {
        @Override
        public boolean holds(RoutingRequest request) {
            return request.authenticated() == wanted;
        }

        @Override
        public String found(RoutingRequest request) {
            return Boolean.toString(request.authenticated());
        }

        @Override
        public String toString() {
            return "authenticated: " + wanted;
        }
    }
}
