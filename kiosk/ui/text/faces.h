// SPDX-License-Identifier: Apache-2.0
// The font files: FreeType faces for pictures of glyphs, HarfBuzz fonts for their order and places.
// Owned by Text; ui thread. Draws nothing.
#pragma once

#include <hb.h>

#include <array>
#include <memory>
#include <string>
#include <unordered_map>

#include "platform/base/result.h"

struct FT_LibraryRec_;
struct FT_FaceRec_;

namespace parcours::ui {

enum class Face { Regular, Medium, SemiBold, Bold, Display, Icon, Fallback };
inline constexpr std::size_t kFaces = 7;

/// Where Debian keeps them (fonts-inter, fonts-material-design-icons-iconfont, fonts-dejavu-core).
struct FontFiles {
  std::string inter = "/usr/share/fonts/opentype/inter";
  std::string icons =
      "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf";
  std::string fallback = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
};

class Faces {
 public:
  /// NotFound names the missing file and the Debian package that has it.
  [[nodiscard]] static Result<std::unique_ptr<Faces>> open(const FontFiles& files);
  ~Faces();
  Faces(const Faces&) = delete;
  Faces& operator=(const Faces&) = delete;

  [[nodiscard]] FT_FaceRec_* freetype(Face face) const;
  /// Scaled to `pixels`, in 26.6 fixed point.
  [[nodiscard]] hb_font_t* harfbuzz(Face face, float pixels);
  [[nodiscard]] bool has(Face face, char32_t character) const;

 private:
  struct Loaded {
    FT_FaceRec_* freetype = nullptr;
    hb_face_t* harfbuzz = nullptr;
    std::unordered_map<int, hb_font_t*> sizes;
  };
  Faces() = default;
  [[nodiscard]] Status load(Face face, const std::string& file, const char* package);

  FT_LibraryRec_* x_library = nullptr;
  std::array<Loaded, kFaces> x_faces;
};

}  // namespace parcours::ui
