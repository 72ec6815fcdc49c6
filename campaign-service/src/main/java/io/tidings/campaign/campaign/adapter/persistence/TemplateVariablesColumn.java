package io.tidings.campaign.campaign.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.campaign.campaign.domain.TemplateVariables;

import java.util.Map;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** {@link TemplateVariables} as JSON text. */
@Converter(autoApply = true)
public class TemplateVariablesColumn implements AttributeConverter<TemplateVariables, String> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(TemplateVariables variables) {
        try {
            return JSON.writeValueAsString(variables.values());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always writable", e);
        }
    }

    @Override
    public TemplateVariables convertToEntityAttribute(String column) {
        try {
            return new TemplateVariables(JSON.readValue(column, TEXTS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The column holds what this class has not written", e);
        }
    }
}
