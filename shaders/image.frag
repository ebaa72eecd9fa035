#version 330 core
// A picture with premultiplied alpha, made weaker by the opacity.
uniform sampler2D u_image;
uniform float u_opacity;
in vec2 v_place;
out vec4 o_colour;

void main() { o_colour = texture(u_image, v_place) * u_opacity; }
