// SPDX-License-Identifier: Apache-2.0
// Who may speak for a terminal: the key that is pinned to its name, the operator's rulings, and
// what the hub does with names it has no key of. Any thread. It reads; who pins a key is the
// route's, through the writer.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "sync/hub/door/rulings.h"
#include "sync/hub/reader.h"

namespace parcours::hub {

/// Of a terminal whose key the hub does not know. Open: it is taken at its word, and a key that it
/// sends is pinned from then on. Code: it must be enrolled first.
enum class EnrolPolicy { Open, Code };

/// A request in the name of a terminal, with what it proves the name by.
struct Asker {
  std::string device;
  std::string key;                     ///< as sent, "" without one
  std::string signature;               ///< as sent, "" without one
  std::function<std::string()> words;  ///< that must have been signed; asked for when it matters
};

enum class Admitted {
  Welcome,
  Pin,           ///< welcome once its key is pinned
  NotEnrolled,   ///< the hub has no key of this name, and wants one
  BadSignature,  ///< not by the key of this name
  Revoked,
};

struct Admission {
  Admitted admitted = Admitted::Welcome;
  std::string shop = {};  ///< it was enrolled for; "" = the one it asks for
};

class Door {
 public:
  Door(const std::filesystem::path& directory, EnrolPolicy policy)
      : x_rulings(directory), x_policy(policy) {}

  /// Invalid: the key is none.
  [[nodiscard]] Result<Admission> admit(Reader& reader, const Asker& asker);
  [[nodiscard]] EnrolPolicy policy() const { return x_policy; }
  [[nodiscard]] Result<std::shared_ptr<const Rulings>> rulings() { return x_rulings.now(); }

 private:
  RulingsFile x_rulings;
  EnrolPolicy x_policy;
};

}  // namespace parcours::hub
