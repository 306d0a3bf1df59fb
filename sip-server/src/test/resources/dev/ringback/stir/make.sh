#!/bin/sh
# Makes the keys and certificates of the tests anew, valid from 1970 on, where the tests' clock
# begins. Needs openssl. What is here was made by it; nothing in it is secret.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/index"
cat >"$work/conf" <<'CONF'
[ca]
default_ca = it
[it]
database = $ENV::WORK/index
new_certs_dir = $ENV::WORK
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
default_startdate = 19700101000000Z
default_enddate = 20991231235959Z
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[issuer]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
1.3.6.1.5.5.7.1.26 = ASN1:SEQUENCE:limits
[limits]
range = EXPLICIT:1, SEQUENCE:limit
code = EXPLICIT:0, IA5STRING:709J
[limit]
start = IA5STRING:12025550000
count = INTEGER:1000
[numbers]
keyUsage = critical, digitalSignature
1.3.6.1.5.5.7.1.26 = ASN1:SEQUENCE:list
[list]
range = EXPLICIT:1, SEQUENCE:block
one = EXPLICIT:2, IA5STRING:12155551212
beyond = EXPLICIT:2, IA5STRING:13105550100
[block]
start = IA5STRING:12025550100
count = INTEGER:100
[provider]
keyUsage = critical, digitalSignature
1.3.6.1.5.5.7.1.26 = ASN1:SEQUENCE:codes
[codes]
code = EXPLICIT:0, IA5STRING:709J
[domain]
keyUsage = critical, digitalSignature
subjectAltName = DNS:example.com, DNS:*.wild.example
[encipher]
keyUsage = critical, keyEncipherment
CONF
export WORK="$work"
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:"$2" -out "$1.key" 2>/dev/null; }
# issue NAME SECTION ISSUER CURVE
issue() {
    key "$1" "$4"
    openssl req -new -config "$work/conf" -key "$1.key" -subj "/CN=$1" -out "$work/req"
    if [ "$3" = "$1" ]; then self=-selfsign; else self="-cert $3.pem"; fi
    # shellcheck disable=SC2086
    openssl ca -batch -config "$work/conf" -extensions "$2" -keyfile "$3.key" $self \
        -startdate 19700101000000Z -enddate 20991231235959Z -notext \
        -in "$work/req" -out "$1.pem" 2>/dev/null
}
issue root root root P-256
issue stranger root stranger P-256
issue issuer issuer root P-256
issue numbers numbers root P-256
issue limited numbers issuer P-256
cat issuer.pem >>limited.pem
issue provider provider root P-256
issue domain domain root P-256
issue forged numbers stranger P-256
issue wide numbers root P-384
issue encipher encipher root P-256
rm -f root.key stranger.key issuer.key encipher.key wide.key
chmod 644 *.key
