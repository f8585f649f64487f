// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/door/door.h"

#include "sync/protocol/signature.h"

namespace parcours::hub {

namespace {

Result<Admitted> check(const Asker& asker, std::string_view key, Admitted good) {
  PARCOURS_TRY(const auto parsed, protocol::parse_key(key));
  return protocol::is_signed(parsed, asker.words(), asker.signature) ? good
                                                                     : Admitted::BadSignature;
}

}  // namespace

Result<Admission> Door::admit(Reader& reader, const Asker& asker) {
  PARCOURS_TRY(const auto rulings, x_rulings.now());
  if (rulings->revoked.contains(asker.device)) return Admission{Admitted::Revoked};
  PARCOURS_TRY(const auto enrolment, reader.enrolment(asker.device));
  if (enrolment) {
    PARCOURS_TRY(const auto admitted, check(asker, enrolment->key, Admitted::Welcome));
    return Admission{admitted, enrolment->shop};
  }
  if (x_policy == EnrolPolicy::Code) return Admission{Admitted::NotEnrolled};
  if (asker.key.empty()) return Admission{};
  PARCOURS_TRY(const auto admitted, check(asker, asker.key, Admitted::Pin));
  return Admission{admitted};
}

}  // namespace parcours::hub
