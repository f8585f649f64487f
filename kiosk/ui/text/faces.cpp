// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/text/faces.h"

#include <ft2build.h>
#include FT_FREETYPE_H

namespace parcours::ui {

Result<std::unique_ptr<Faces>> Faces::open(const FontFiles& files) {
  std::unique_ptr<Faces> faces(new Faces);
  if (FT_Init_FreeType(&faces->x_library) != 0) {
    return fail(ErrorCode::Unavailable, "FreeType does not start");
  }
  const std::string inter = files.inter + "/Inter-";
  PARCOURS_CHECK(faces->load(Face::Regular, inter + "Regular.otf", "fonts-inter"));
  PARCOURS_CHECK(faces->load(Face::Medium, inter + "Medium.otf", "fonts-inter"));
  PARCOURS_CHECK(faces->load(Face::SemiBold, inter + "SemiBold.otf", "fonts-inter"));
  PARCOURS_CHECK(faces->load(Face::Bold, inter + "Bold.otf", "fonts-inter"));
  PARCOURS_CHECK(faces->load(Face::Display, files.inter + "/InterDisplay-Bold.otf", "fonts-inter"));
  PARCOURS_CHECK(faces->load(Face::Icon, files.icons, "fonts-material-design-icons-iconfont"));
  PARCOURS_CHECK(faces->load(Face::Fallback, files.fallback, "fonts-dejavu-core"));
  return faces;
}

Faces::~Faces() {
  for (Loaded& face : x_faces) {
    for (auto& [size, font] : face.sizes) hb_font_destroy(font);
    if (face.harfbuzz != nullptr) hb_face_destroy(face.harfbuzz);
    if (face.freetype != nullptr) FT_Done_Face(face.freetype);
  }
  if (x_library != nullptr) FT_Done_FreeType(x_library);
}

Status Faces::load(Face face, const std::string& file, const char* package) {
  Loaded& loaded = x_faces[static_cast<std::size_t>(face)];
  if (FT_New_Face(x_library, file.c_str(), 0, &loaded.freetype) != 0) {
    return fail(ErrorCode::NotFound,
                std::string("a font is missing or damaged; install the Debian package ") + package,
                file);
  }
  hb_blob_t* blob = hb_blob_create_from_file(file.c_str());
  loaded.harfbuzz = hb_face_create(blob, 0);
  hb_blob_destroy(blob);
  return {};
}

FT_FaceRec_* Faces::freetype(Face face) const {
  return x_faces[static_cast<std::size_t>(face)].freetype;
}

hb_font_t* Faces::harfbuzz(Face face, float pixels) {
  Loaded& loaded = x_faces[static_cast<std::size_t>(face)];
  const int scale = static_cast<int>(pixels * 64.f);
  hb_font_t*& font = loaded.sizes[scale];
  if (font == nullptr) {
    font = hb_font_create(loaded.harfbuzz);
    hb_font_set_scale(font, scale, scale);
  }
  return font;
}

bool Faces::has(Face face, char32_t character) const {
  return FT_Get_Char_Index(freetype(face), character) != 0;
}

}  // namespace parcours::ui
