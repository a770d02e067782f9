#!/bin/sh
# Charges an invoice over Kafka, as a system would that knows nothing of Autocharge but contracts/schemas/asyncapi.yaml.
# Needs kcat, openssl and python3 (its standard library alone); exits with 69 if one of them is missing.
set -eu

usage() {
    cat >&2 <<'TEXT'
Usage: charge-by-command.sh [--forged] <partner id> <invoice id> <minor units> <currency>
       Charges so much of the invoice now, e.g. charge-by-command.sh par_… inv_… 2500 USD
       --forged signs with a key that is not the issuer's.
Environment: AUTOCHARGE_KAFKA_BOOTSTRAP (127.0.0.1:9092), AUTOCHARGE_HOME (.autocharge),
       AUTOCHARGE_COMMAND_KEY ($AUTOCHARGE_HOME/keys/commands/partner-app.private.jwk)
Exit:  0 accepted, or sent if forged · 1 refused or rejected · 2 wrong usage · 3 no answer · 69 a tool is missing
TEXT
    exit 2
}

forged=no
if [ "${1:-}" = "--forged" ]; then
    forged=yes
    shift
fi
[ $# -eq 4 ] || usage
partner=$1 invoice=$2 amount=$3 currency=$4
case $amount in '' | *[!0-9]*) usage ;; esac

for tool in kcat openssl python3; do
    command -v "$tool" >/dev/null || { echo "$tool is needed, and is not there." >&2; exit 69; }
done

broker=${AUTOCHARGE_KAFKA_BOOTSTRAP:-127.0.0.1:9092}
key=${AUTOCHARGE_COMMAND_KEY:-${AUTOCHARGE_HOME:-.autocharge}/keys/commands/partner-app.private.jwk}
[ -r "$key" ] || { echo "The key $key cannot be read; ./autocharge up makes it." >&2; exit 2; }
issuer=$(basename "$key" .private.jwk)
replies=replies.$issuer
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
umask 077

# The ids, the body, and what is to be signed: protected header and claims, each in base64url.
python3 - "$key" "$work" "$partner" "$invoice" "$amount" "$currency" "$forged" <<'PYTHON'
import base64, hashlib, json, os, secrets, sys, time, uuid

key_file, work, partner, invoice, amount, currency, forged = sys.argv[1:]

def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

def ulid():
    number = int(time.time() * 1000) << 80 | secrets.randbits(80)
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> 5 * place & 31] for place in range(25, -1, -1))

def write(name, data):
    with open(os.path.join(work, name), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())

with open(key_file) as file:
    jwk = json.load(file)
seed = base64.urlsafe_b64decode(jwk["d"] + "=" * (-len(jwk["d"]) % 4))
if forged == "yes":
    seed = secrets.token_bytes(32)

charge, command, now = "chg_" + ulid(), str(uuid.uuid4()), int(time.time())
body = json.dumps({
    "charge_id": charge,
    "partner_id": partner,
    "invoice_id": invoice,
    "amount": {"amount": int(amount), "currency": currency},
    "when": "now",
}).encode()
claims = {
    "command_id": command,
    "type": "payment.ScheduleCharge",
    "partner_id": partner,
    "aud": "payment",
    "iat": now,
    "exp": now + 600,
    "payload_sha256": b64url(hashlib.sha256(body).digest()),
}
header = {"alg": "EdDSA", "kid": jwk["kid"]}

write("charge", charge)
write("command", command)
write("time", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now)))
write("body", body)
write("signed", b64url(json.dumps(header).encode()) + "." + b64url(json.dumps(claims).encode()))
# PKCS #8 of an Ed25519 key: a fixed beginning, then the 32 bytes of the seed (RFC 8410).
write("key.der", bytes.fromhex("302e020100300506032b657004220420") + seed)
PYTHON

openssl pkey -inform DER -in "$work/key.der" -out "$work/key.pem"
openssl pkeyutl -sign -rawin -inkey "$work/key.pem" -in "$work/signed" -out "$work/signature"
signature=$(cat "$work/signed").$(base64 <"$work/signature" | tr -d '\n=' | tr '+/' '-_')

charge=$(cat "$work/charge")
command=$(cat "$work/command")

# Where answers will begin; the topic may not be there, and then there is no answer.
from=$(kcat -b "$broker" -Q -t "$replies:0:-1" 2>/dev/null | sed -n 's/.*offset \([0-9][0-9]*\).*/\1/p')

kcat -b "$broker" -P -t payment.commands -k "$charge" -X acks=all \
    -H "ce_specversion=1.0" \
    -H "ce_id=$command" \
    -H "ce_type=payment.ScheduleCharge" \
    -H "ce_source=/clients/$issuer" \
    -H "ce_subject=$charge" \
    -H "ce_time=$(cat "$work/time")" \
    -H "ce_partnerid=$partner" \
    -H "content-type=application/json" \
    -H "signature=$signature" \
    -H "reply-to=$replies" \
    "$work/body"
echo "sent $charge as command $command"
[ "$forged" = no ] || exit 0
[ -n "$from" ] || { echo "There is no topic $replies, so there is no answer."; exit 0; }

tries=0
while [ $tries -lt 20 ]; do
    tries=$((tries + 1))
    answer=$(kcat -b "$broker" -C -e -q -t "$replies" -p 0 -o "$from" -f '%h %s\n' | grep "ce_causationid=$command" || true)
    if [ -n "$answer" ]; then
        kind=$(echo "$answer" | head -n 1 | sed 's/.*ce_type=autocharge\.\([A-Za-z]*\).*/\1/')
        echo "$kind: $(echo "$answer" | head -n 1 | sed 's/^[^ ]* //')"
        [ "$kind" = CommandAccepted ] && exit 0
        exit 1
    fi
    sleep 1
done
echo "No answer on $replies." >&2
exit 3
