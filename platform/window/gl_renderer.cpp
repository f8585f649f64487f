// SPDX-License-Identifier: Apache-2.0
#include "platform/window/gl_renderer.h"

#include <backends/imgui_impl_opengl3.h>
#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#include <algorithm>

namespace parcours::window {
namespace {

ImTextureID as_id(GLuint texture) {
  return reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(texture));
}

GLuint new_texture() {
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  return texture;
}

}  // namespace

GlRenderer::GlRenderer(int width, int height)
    : x_width(width), x_height(height), x_regions{{0, 0, width, height}} {}

GlRenderer::~GlRenderer() {
  if (x_ready && ImGui::GetCurrentContext() != nullptr) ImGui_ImplOpenGL3_Shutdown();
}

ImTextureID GlRenderer::create_picture(const Pixels& pixels) {
  const GLuint texture = new_texture();
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, pixels.width, pixels.height, 0, GL_RGBA,
               GL_UNSIGNED_BYTE, pixels.rgba.data());
  return as_id(texture);
}

void GlRenderer::destroy_picture(ImTextureID picture) {
  const auto texture = static_cast<GLuint>(reinterpret_cast<std::intptr_t>(picture));
  glDeleteTextures(1, &texture);
}

ImTextureID GlRenderer::create_atlas(const std::uint8_t* alpha, int width, int height) {
  // ImGui's back end makes its own RGBA font texture with the device objects; ours replaces it.
  ImGui_ImplOpenGL3_Init("#version 130");
  ImGui_ImplOpenGL3_CreateDeviceObjects();
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  x_ready = true;
  x_atlas = new_texture();
  const GLint swizzle[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
  glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, swizzle);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, alpha);
  return as_id(x_atlas);
}

void GlRenderer::update_atlas(const Region& region, const std::uint8_t* alpha) {
  glBindTexture(GL_TEXTURE_2D, x_atlas);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexSubImage2D(GL_TEXTURE_2D, 0, region.x, region.y, region.width, region.height, GL_RED,
                  GL_UNSIGNED_BYTE, alpha);
}

bool GlRenderer::draw(const ImDrawData& data, std::uint32_t background) {
  const auto channel = [&](unsigned shift) {
    return static_cast<float>((background >> shift) & 255) / 255.f;
  };
  glViewport(0, 0, x_width, x_height);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(channel(16), channel(8), channel(0), 1.f);
  glClear(GL_COLOR_BUFFER_BIT);
  // The back end takes a mutable pointer but only reads.
  ImGui_ImplOpenGL3_RenderDrawData(const_cast<ImDrawData*>(&data));
  return true;
}

void GlRenderer::resize(int width, int height) {
  x_width = width;
  x_height = height;
  x_regions.assign(1, {0, 0, width, height});
}

Pixels GlRenderer::read() const {
  Pixels out{x_width, x_height, {}};
  const std::size_t row = static_cast<std::size_t>(x_width) * 4;
  out.rgba.resize(row * static_cast<std::size_t>(x_height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, x_width, x_height, GL_RGBA, GL_UNSIGNED_BYTE, out.rgba.data());
  for (std::size_t top = 0, bottom = static_cast<std::size_t>(x_height) - 1; top < bottom;
       ++top, --bottom) {
    std::swap_ranges(&out.rgba[top * row], &out.rgba[top * row] + row, &out.rgba[bottom * row]);
  }
  return out;
}

}  // namespace parcours::window
