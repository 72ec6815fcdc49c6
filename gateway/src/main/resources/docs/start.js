window.onload = () => {
  SwaggerUIBundle({
    url: '/openapi',
    dom_id: '#viewer',
    deepLinking: true,
    showExtensions: true,
    docExpansion: 'none',
    validatorUrl: null,
  });
};
