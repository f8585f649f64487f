// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/signing_key.h"

#include <fmt/format.h>

#include "platform/base/clock.h"
#include "platform/crypto/encode.h"
#include "platform/crypto/key_file.h"
#include "platform/json/writer.h"
#include "sync/protocol/token.h"

namespace parcours::hub {

Result<crypto::KeyPair> signing_key(const std::filesystem::path& directory,
                                    const std::string& seed) {
  return crypto::open_key_file(directory / kKeyFile, seed);
}

journey::RowChange public_key_row(const crypto::KeyPair& key) {
  json::Writer out;
  out.begin_object().key("keys").begin_object();
  out.field(fmt::format("{}", kSigningKeyId), crypto::to_hex(crypto::view(key.public_key)));
  out.end_object().end_object();
  return {"catalogue", std::string{journey::kind::kSetting}, "token_keys", out.take()};
}

std::string sign_coupon(const crypto::KeyPair& key, const journey::Coupon& coupon) {
  protocol::Token token;
  token.type = protocol::TokenType::Coupon;
  token.key_id = kSigningKeyId;
  token.issued = from_ms(coupon.from_ms);
  token.expires = from_ms(coupon.until_ms);
  token.subject = protocol::subject_of(coupon.code);
  return protocol::sign_token(token, key.secret_key);
}

}  // namespace parcours::hub
